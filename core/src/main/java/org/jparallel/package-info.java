// SPDX-License-Identifier: Apache-2.0
/// The facade: a main thread submits work, parallel contexts run it.
package org.jparallel;
