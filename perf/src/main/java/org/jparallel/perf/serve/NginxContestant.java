// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The web server nginx, one worker, with a configuration made for the purpose: no log, constant
/// answers for the text, files by sendfile and their descriptors kept open.
record NginxContestant() implements Contestant {
    private static final String PROGRAM = "nginx";
    private static final int PATIENCE_SECONDS = 5;
    private static final String CONFIGURATION = """
            ${user}
            worker_processes 1;
            worker_rlimit_nofile 65536;
            pid nginx.pid;
            error_log nginx-error.log;
            events { worker_connections 20000; }
            http {
              access_log off;
              keepalive_requests 1000000000;
              keepalive_timeout 3600s;
              client_body_temp_path temporary;
              proxy_temp_path temporary;
              fastcgi_temp_path temporary;
              uwsgi_temp_path temporary;
              scgi_temp_path temporary;
              sendfile on;
              sendfile_max_chunk 2m;
              tcp_nopush on;
              open_file_cache max=100;
              default_type application/octet-stream;
              server {
                listen 127.0.0.1:${port} backlog=8192;
                location /files/ { alias ${documents}/; }
                location = /plaintext { default_type text/plain; return 200 "Hello, World!"; }
              }
            }
            """;

    @Override
    public String name() {
        return PROGRAM;
    }

    @Override
    public Set<Service> services() {
        return Set.of(Service.PLAINTEXT, Service.FILES);
    }

    @Override
    public boolean isStandard() {
        return true;
    }

    @Override
    public RunningServer start(Stage stage) throws IOException {
        int port = freePort();
        Path folder = Files.createDirectories(stage.folder().resolve(PROGRAM));
        Path configuration = folder.resolve("nginx.conf");
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        Files.writeString(configuration, CONFIGURATION
                .replace("${user}", user)
                .replace("${port}", Integer.toString(port))
                .replace("${documents}", stage.documents().toString()));
        Process process;
        try {
            process = new ProcessBuilder(PROGRAM, "-p", folder.toString(), "-c",
                    configuration.toString(), "-g", "daemon off;")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(stage.log(this).toFile()))
                    .start();
        } catch (IOException missing) {
            throw new IOException("nginx is not installed: Debian and Ubuntu have it,"
                    + " apt-get install nginx", missing);
        }
        awaitListener(process, port, stage);
        return RunningServer.program(this, process, port);
    }

    private void awaitListener(Process process, int port, Stage stage) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        process.destroyForcibly();
        throw new IOException("nginx does not listen: port=" + port + " log=" + stage.log(this));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
