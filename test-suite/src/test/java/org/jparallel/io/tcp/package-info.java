// SPDX-License-Identifier: Apache-2.0
/// Protocols over real sockets: every callback, order, limits, faults.
package org.jparallel.io.tcp;
