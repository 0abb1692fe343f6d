// SPDX-License-Identifier: Apache-2.0
/// What a runtime finds here: clones for the doors that the runtime has itself.
package org.jparallel.xlist.crossing;
