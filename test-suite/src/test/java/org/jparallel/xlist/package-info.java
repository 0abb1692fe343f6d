// SPDX-License-Identifier: Apache-2.0
/// jcstress cases of interlocked lists.
package org.jparallel.xlist;
