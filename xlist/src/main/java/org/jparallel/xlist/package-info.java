// SPDX-License-Identifier: Apache-2.0
/// XList and its primitive forms: the interlock through which results come home.
package org.jparallel.xlist;
