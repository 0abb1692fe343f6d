// SPDX-License-Identifier: Apache-2.0
/// Every sample runs and prints what its comment promises.
@org.jspecify.annotations.NullMarked
package org.jparallel.samples;
