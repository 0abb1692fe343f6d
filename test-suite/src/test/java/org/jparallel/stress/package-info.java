// SPDX-License-Identifier: Apache-2.0
/// All calls at once, for a while, from a seed; at the end every counter is zero.
package org.jparallel.stress;
