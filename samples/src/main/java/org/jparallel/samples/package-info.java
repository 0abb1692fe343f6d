// SPDX-License-Identifier: Apache-2.0
/// Programs to read and to run, one idea each: `./run` lists them, `./run NAME` starts one.
///
/// The numbered ones read in order as an introduction. Each says what it prints, and a test holds
/// it to that.
@NullMarked
package org.jparallel.samples;

import org.jspecify.annotations.NullMarked;
