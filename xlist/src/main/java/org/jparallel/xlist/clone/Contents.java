// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

/// What an unmodifiable or synchronized wrapper wraps: an object of its own in the frame, which
/// holds what the wrapper shows. A synchronized wrapper shows it under its lock.
///
/// @param source the wrapper
/// @param head what the head is written of: what is wrapped, or the wrapper if it is of a class
///     that is not kept
/// @param branch how its contents are written
record Contents(Object source, Object head, Branch branch) {
    /// {@return what a codec is given for the parts of a value: mostly the value}
    static Object source(Object value) {
        return value instanceof Contents contents ? contents.source : value;
    }

    /// {@return what a codec is given for the head of a value: mostly the value}
    static Object head(Object value) {
        return value instanceof Contents contents ? contents.head : value;
    }
}
