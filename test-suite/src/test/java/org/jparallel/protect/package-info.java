// SPDX-License-Identifier: Apache-2.0
/// jcstress cases of events and containers.
package org.jparallel.protect;
