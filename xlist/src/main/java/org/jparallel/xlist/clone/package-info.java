// SPDX-License-Identifier: Apache-2.0
/// Structured clone: rules, codecs, refusals.
package org.jparallel.xlist.clone;
