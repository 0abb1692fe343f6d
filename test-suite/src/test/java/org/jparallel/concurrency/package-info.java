// SPDX-License-Identifier: Apache-2.0
/// Runs the jcstress cases, which lie in the packages of what they test.
package org.jparallel.concurrency;
