// SPDX-License-Identifier: Apache-2.0
/// What jcstress shows of safe points: epochs and stopping.
package org.jparallel.context;
