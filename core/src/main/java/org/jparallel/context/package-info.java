// SPDX-License-Identifier: Apache-2.0
/// What runs: the life of a parallel context.
package org.jparallel.context;
