// SPDX-License-Identifier: Apache-2.0
/// The facade of servers and clients.
package org.jparallel.io;
