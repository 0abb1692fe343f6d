// SPDX-License-Identifier: Apache-2.0
/// Servers and clients over real sockets.
package org.jparallel.io;
