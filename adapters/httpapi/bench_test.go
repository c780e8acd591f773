package httpapi

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// The floor of every figure here: net/http that answers a fixed kilobyte to
// whatever it is asked.
func fixedAnswer() http.Handler {
	body := []byte(`{"text":"` + strings.Repeat("x", 1000) + `"}`)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header()["Content-Type"] = []string{"application/json"}
		_, _ = w.Write(body)
	})
}

// longWish is a report of about a kilobyte, as people write them.
var longWish = `{"title":"路面塌陷","text":"` + strings.Repeat("路口东北角步道塌陷,", 28) + `","category":"road","place":{"unit":"350205001001001","address":"3号楼"},"sender":{"name":"张三","phone":"13800138000"}}`

// discard is the answer of nobody, without what a recorder does.
type discard struct {
	header http.Header
	status int
}

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) WriteHeader(status int)      { d.status = status }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }

// BenchmarkHandler measures the handler alone, without a connection.
func BenchmarkHandler(b *testing.B) {
	serve := func(b *testing.B, h http.Handler, method, path, body string, headers ...string) {
		r := httptest.NewRequest(method, path, nil)
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer ann")
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		r.ContentLength = int64(len(body))
		reader := strings.NewReader(body)
		r.Body = io.NopCloser(reader)
		b.ReportAllocs()
		for b.Loop() {
			reader.Reset(body)
			d := discard{header: make(http.Header, 12)}
			h.ServeHTTP(&d, r)
			if d.status >= 400 {
				b.Fatal(d.status)
			}
		}
	}
	b.Run("fixed", func(b *testing.B) { serve(b, fixedAnswer(), "POST", "/", longWish) })
	b.Run("law", func(b *testing.B) { lawAlone(b) }) // the same command without HTTP: what is above it is ours
	b.Run("open", func(b *testing.B) { serve(b, newWorld(b).handler, "POST", "/v1/wishes", longWish) })
	b.Run("note", func(b *testing.B) {
		w := newWorld(b)
		serve(b, w.handler, "POST", w.wish()+"/note", `{"text":"已联系物业"}`)
	})
	b.Run("get", func(b *testing.B) {
		w := newWorld(b)
		serve(b, w.handler, "GET", w.wish(), "")
	})
	b.Run("refused", func(b *testing.B) {
		w := newWorld(b)
		serve(b, allowing{w.handler}, "POST", w.wish()+"/grant", `{}`)
	})
}

// lawAlone decides and shows what "open" does, decoded already.
func lawAlone(b *testing.B) {
	w := newWorld(b)
	shelf := w.office.Shelves()[0]
	into, _ := shelf.Describe().Command("make")
	require.NoError(b, formOf(shelf.Describe().Sheet("make").Fields).decode([]byte(longWish), into, nil))
	cmd, err := commandOf(into)
	require.NoError(b, err)
	ann := accounts()["ann"]
	b.ReportAllocs()
	for b.Loop() {
		receipt, err := shelf.Do(b.Context(), governance.Request{Actor: ann, Command: cmd})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := receipt.View.JSON(chinese); err != nil {
			b.Fatal(err)
		}
	}
}

// allowing turns refusals into answers, for measuring them.
type allowing struct{ http.Handler }

func (a allowing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.Handler.ServeHTTP(&discard{header: w.Header()}, r)
}

// BenchmarkLoopback measures whole requests over a connection, client and
// server on whatever cores there are; the ratio to fixed is what counts.
func BenchmarkLoopback(b *testing.B) {
	send := func(b *testing.B, h http.Handler, path, body string) {
		server := httptest.NewServer(h)
		defer server.Close()
		client := server.Client()
		client.Transport.(*http.Transport).MaxIdleConnsPerHost = 64
		b.SetParallelism(16)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				r, err := http.NewRequest("POST", server.URL+path, bytes.NewReader([]byte(body)))
				require.NoError(b, err)
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("Authorization", "Bearer ann")
				res, err := client.Do(r)
				require.NoError(b, err)
				_, _ = io.Copy(io.Discard, res.Body)
				_ = res.Body.Close()
			}
		})
	}
	b.Run("fixed", func(b *testing.B) { send(b, fixedAnswer(), "/", longWish) })
	b.Run("open", func(b *testing.B) { send(b, newWorld(b).handler, "/v1/wishes", longWish) })
}
