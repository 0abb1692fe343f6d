// SPDX-License-Identifier: Apache-2.0
/// The house style, as rules over the source text; each rule is shown to fire.
package org.jparallel.tidy;
