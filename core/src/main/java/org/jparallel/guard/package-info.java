// SPDX-License-Identifier: Apache-2.0
/// Who may call: thread roles, and the root of every refusal.
package org.jparallel.guard;
