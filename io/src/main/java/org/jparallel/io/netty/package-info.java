// SPDX-License-Identifier: Apache-2.0
/// The only place that sees Netty.
package org.jparallel.io.netty;
