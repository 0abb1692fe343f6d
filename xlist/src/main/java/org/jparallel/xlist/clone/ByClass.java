// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

/// Stands for a tag after which a class says what the codec is: records, enums, object arrays.
///
/// @param tag the first byte of such a value
record ByClass(int tag) implements Codec {}
