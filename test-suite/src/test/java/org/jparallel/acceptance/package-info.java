// SPDX-License-Identifier: Apache-2.0
/// What a user does from outside: commands, processes, signals.
package org.jparallel.acceptance;
