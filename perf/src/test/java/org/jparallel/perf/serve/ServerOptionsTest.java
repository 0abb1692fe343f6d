// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {
    @Test
    void takesEachOption() {
        ServerOptions options = ServerOptions.parse(List.of(
                "--contestants", "netty,nginx", "--rounds", "3", "--seconds", "2",
                "--warmup", "4", "--connections", "64,256", "--rate", "5000"));

        assertThat(options).isEqualTo(new ServerOptions(
                List.of("netty", "nginx"), 3, 2, 4, List.of(64, 256), OptionalInt.of(5_000)));
    }

    @Test
    void isStandardWithoutOptions() {
        assertThat(ServerOptions.parse(List.of())).isEqualTo(ServerOptions.standard());
    }

    @Test
    void choosesTheStandardContestantsUnlessTold() {
        List<Contestant> all = Roster.serving(Service.PLAINTEXT);

        assertThat(ServerOptions.standard().chosen(all))
                .isNotEmpty()
                .allMatch(Contestant::isStandard);
        assertThat(ServerOptions.parse(List.of("--contestants", "nettyTunedNio")).chosen(all))
                .extracting(Contestant::name)
                .containsExactly("nettyTunedNio");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> ServerOptions.parse(List.of("--round", "3")))
                .hasMessage("option is not known: option=--round options=" + ServerOptions.USAGE);
        assertThatThrownBy(() -> ServerOptions.parse(List.of("--rounds")))
                .hasMessage("option lacks its value: option=--rounds");
        assertThatThrownBy(() -> ServerOptions.parse(List.of("--rounds", "many")))
                .hasMessage("option is no number: option=--rounds value=many");
        assertThatThrownBy(() -> ServerOptions.parse(List.of("--seconds", "1")))
                .hasMessage("option is too small: option=--seconds value=1 least=2");
        ServerOptions options = ServerOptions.parse(List.of("--contestants", "nobody"));
        assertThatThrownBy(() -> options.chosen(List.of(new NginxContestant())))
                .hasMessage("no contestant of this name: name=nobody contestants=[nginx]");
    }
}
