// SPDX-License-Identifier: Apache-2.0
/// Memory off the heap that moves from thread to thread, or is shared by them.
///
/// ```
///              in a message                     in its transfer list
/// Region       copied                           moved: same address, the source is detached
/// RegionSlice  of the copy                      of what was moved
/// SharedRegion the same memory, a new handle    cannot be
/// RegionView   of what became of its region, of either kind
/// ```
package org.jparallel.xlist.region;
