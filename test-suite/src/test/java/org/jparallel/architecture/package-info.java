// SPDX-License-Identifier: Apache-2.0
/// The ladder: which package may see which, and what an exported signature may name.
package org.jparallel.architecture;
