// SPDX-License-Identifier: Apache-2.0
/// Containers that contexts may write, and events that they wait for.
package org.jparallel.protect;
