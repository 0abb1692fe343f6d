// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import org.jparallel.xlist.XList;

/// The code of `docs/clone.md` on what passes by reference and what is transferred.
final class TransferExamples {
    private TransferExamples() {}

    record Question(String text, XList<String> answers) {}

    static void ask(XList<Question> questions, XList<String> answers) {
        questions.push(new Question("how many?", answers));
    }

    static void answer(XList<Question> questions) {
        questions.take().answers().push("12");
    }
}
