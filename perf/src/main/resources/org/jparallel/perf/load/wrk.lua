-- SPDX-License-Identifier: Apache-2.0
-- Sends as many requests at once as PIPELINED says, in the environment, and prints one line that a
-- program can read. The requests are made once: wrk runs no Lua while it measures.

init = function()
  local count = tonumber(os.getenv("PIPELINED"))
  local one = wrk.format()
  wrk.format = function() return one:rep(count) end
end

done = function(summary, latency)
  local errors = summary.errors
  print(string.format(
    "summary requests=%d micros=%d bytes=%d connect=%d read=%d write=%d status=%d timeout=%d "
      .. "p50=%d p99=%d",
    summary.requests, summary.duration, summary.bytes,
    errors.connect, errors.read, errors.write, errors.status, errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
