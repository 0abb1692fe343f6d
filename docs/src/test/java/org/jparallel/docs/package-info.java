// SPDX-License-Identifier: Apache-2.0
/// The code and the output in the documentation, held to what compiles and what runs.
package org.jparallel.docs;
