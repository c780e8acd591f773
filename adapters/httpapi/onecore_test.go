package httpapi

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// serving says what a child of the benchmark serves.
const serving = "JINLIN_HTTPAPI_SERVES"

// TestServing is the child of BenchmarkOneCore: a server in a process of its
// own, until its input ends. Run as a test it has nothing to do.
func TestServing(t *testing.T) {
	h := map[string]func() http.Handler{
		"floor": fixedAnswer, "open": func() http.Handler { return newWorld(t).handler },
	}[os.Getenv(serving)]
	if h == nil {
		return
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	mux := http.NewServeMux()
	mux.Handle("/", h())
	mux.HandleFunc("GET /cpu", func(w http.ResponseWriter, _ *http.Request) {
		var used syscall.Rusage
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
		_, _ = fmt.Fprint(w, used.Utime.Nano()+used.Stime.Nano())
	})
	server := http.Server{Handler: mux}
	go func() { _ = server.Serve(l) }()
	fmt.Println("http://" + l.Addr().String())
	_, _ = io.Copy(io.Discard, os.Stdin)
	_ = server.Shutdown(context.Background())
}

// BenchmarkOneCore measures the processor time that a server with one core
// spends on a POST, beside net/http with a fixed answer: what its clients and
// neighbours do meanwhile does not count. Its time is the server's, not the wall's.
func BenchmarkOneCore(b *testing.B) {
	for _, what := range []struct{ name, path string }{{"floor", "/"}, {"open", "/v1/wishes"}} {
		b.Run(what.name, func(b *testing.B) {
			url := serveApart(b, what.name)
			post := func() {
				r, err := http.NewRequest("POST", url+what.path, bytes.NewReader([]byte(longWish)))
				require.NoError(b, err)
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("Authorization", "Bearer ann")
				res, err := apart.Do(r)
				require.NoError(b, err)
				require.Less(b, res.StatusCode, 300)
				_, _ = io.Copy(io.Discard, res.Body)
				_ = res.Body.Close()
			}
			for range 2000 { // warm
				post()
			}
			before := cpuOf(b, url)
			b.ResetTimer()
			var group sync.WaitGroup
			for c := range 16 {
				group.Go(func() {
					for i := c; i < b.N; i += 16 {
						post()
					}
				})
			}
			group.Wait()
			b.ReportMetric(float64(cpuOf(b, url)-before)/float64(b.N), "ns/op")
		})
	}
}

var apart = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

// serveApart starts the child and returns where it listens.
func serveApart(b *testing.B, what string) string {
	b.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestServing$")
	cmd.Env = append(os.Environ(), serving+"="+what, "GOMAXPROCS=1")
	in, err := cmd.StdinPipe()
	require.NoError(b, err)
	out, err := cmd.StdoutPipe()
	require.NoError(b, err)
	require.NoError(b, cmd.Start())
	b.Cleanup(func() { _ = in.Close(); _ = cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(b, err)
	return strings.TrimSpace(line)
}

// cpuOf is the processor time the child has used, in nanoseconds.
func cpuOf(b *testing.B, url string) int64 {
	b.Helper()
	res, err := apart.Get(url + "/cpu")
	require.NoError(b, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	require.NoError(b, err)
	n, err := strconv.ParseInt(string(body), 10, 64)
	require.NoError(b, err)
	return n
}
