// SPDX-License-Identifier: Apache-2.0
/// What a user hands over: one functional type per arity, each may throw anything.
package org.jparallel.work;
