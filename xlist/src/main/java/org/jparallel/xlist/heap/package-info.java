// SPDX-License-Identifier: Apache-2.0
/// A container's own heap.
package org.jparallel.xlist.heap;
