// SPDX-License-Identifier: Apache-2.0
/// An HTTP server to try: `./run http`.
package org.jparallel.samples.http;
