// SPDX-License-Identifier: Apache-2.0
/// HTTP servers over real sockets, asked by raw bytes and by clients of others.
package org.jparallel.io.http;
