// SPDX-License-Identifier: Apache-2.0
/// jcstress cases of the crossing, in its package since its types are package-private.
package org.jparallel.dispatch;
