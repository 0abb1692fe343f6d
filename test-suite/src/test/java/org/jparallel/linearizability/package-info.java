// SPDX-License-Identifier: Apache-2.0
/// Whether what threads see of a container at the same time can be explained by one order of their
/// calls.
package org.jparallel.linearizability;
