// SPDX-License-Identifier: Apache-2.0
/// Protocols and transports.
package org.jparallel.io.tcp;
