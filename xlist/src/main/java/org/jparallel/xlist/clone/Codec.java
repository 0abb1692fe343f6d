// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

/// How the values of a class become bytes, and objects again.
sealed interface Codec permits Leaf, Branch, ByClass, Refused {
    /// {@return the first byte of such a value}
    int tag();
}
