// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

/// What an unmodifiable or synchronized wrapper wraps, which cannot be reached: an object of its
/// own in the frame, which holds what the wrapper shows.
///
/// @param source the wrapper
/// @param branch how its contents are written
record Contents(Object source, Branch branch) {
    /// {@return what a codec is given for a value: mostly the value}
    static Object source(Object value) {
        return value instanceof Contents contents ? contents.source : value;
    }
}
