// SPDX-License-Identifier: Apache-2.0
/// Where memory lives: chunks, bump allocation, mark, rewind, limits.
package org.jparallel.arena;
