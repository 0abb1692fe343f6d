// SPDX-License-Identifier: Apache-2.0
/// Events that contexts wait for.
package org.jparallel.protect;
