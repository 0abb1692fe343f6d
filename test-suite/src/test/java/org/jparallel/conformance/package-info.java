// SPDX-License-Identifier: Apache-2.0
/// The tests of the original, ported: one class for each of its test classes, methods named as
/// there.
package org.jparallel.conformance;
