// SPDX-License-Identifier: Apache-2.0
/// jcstress cases of events.
package org.jparallel.protect;
