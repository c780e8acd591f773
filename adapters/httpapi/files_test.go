package httpapi

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
)

const pdf = "%PDF-1.4 一页"

func (w *world) upload(token, content string) string {
	r := w.want(201, token, "POST /v1/files", content, "Content-Type: application/octet-stream")
	return r.text("id")
}

func attachBody(ids ...string) string { return `{"files":["` + strings.Join(ids, `","`) + `"]}` }

// http.md: GET /v1/files/{id} under the record's rights.
func TestFilesFollowTheirRecord(t *testing.T) {
	w := newWorld(t)
	path, file := w.wish(), w.upload("ann", pdf)
	get := "GET /v1/files/" + file
	r := w.want(200, "ann", get, "")
	assert.Equal(t, pdf, string(r.body))
	assert.Equal(t, "application/pdf", r.Header.Get("Content-Type"))
	assert.Equal(t, "attachment", r.Header.Get("Content-Disposition"))
	w.want(404, "worker", get, "") // until attached the sender's alone
	w.want(401, "", get, "")

	w.want(200, "ann", "POST "+path+"/attach", attachBody(file))
	assert.Equal(t, pdf, string(w.want(200, "worker", get, "").body))
	w.want(404, "bob", get, "")
	w.want(401, "", get, "")

	w.want(200, "worker", "POST "+path+"/erase", `{"reason":"本人要求"}`)
	w.want(404, "ann", get, "")
	w.want(404, "worker", get, "")
	assert.Empty(t, w.files.data, "erasing erases the bytes")
}

// Nobody attaches what is not theirs, and a refused command gives nobody
// anything to read.
func TestWhichFilesMayBeAttached(t *testing.T) {
	w := newWorld(t)
	path, elsewhere, file := w.wish(), w.wish(), w.upload("ann", pdf)
	r := w.want(422, "worker", "POST "+path+"/attach", attachBody(uuid.NewString(), file))
	assert.Equal(t, []string{"files[0] unknown-file", "files[1] unknown-file"}, r.faults())

	w.want(412, "ann", "POST "+path+"/attach", attachBody(file), `If-Match: "9"`)
	w.want(404, "worker", "GET /v1/files/"+file, "")
	w.want(200, "ann", "POST "+elsewhere+"/attach", attachBody(file), "Idempotency-Key: a")
	w.want(200, "ann", "POST "+elsewhere+"/attach", attachBody(file), "Idempotency-Key: a")
	w.want(200, "worker", "GET /v1/files/"+file, "")
	w.want(422, "ann", "POST "+path+"/attach", attachBody(file)) // it is another record's now
}

func TestFilesHaveLimits(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.MaxFile = 1000 })
	put := func(status int, content, media string) *reply {
		return w.want(status, "ann", "POST /v1/files", content, "Content-Type: "+media)
	}
	put(201, "plain text", "application/octet-stream")
	put(201, "\x89PNG\r\n\x1a\n0000", "image/png")
	put(413, "%PDF-1.4 "+strings.Repeat("x", 1000), "application/octet-stream")
	put(415, "<html><script>alert(1)</script>", "application/octet-stream")
	put(415, "<html><script>alert(1)</script>", "image/png")
	put(415, "MZ\x90\x00\x03\x00\x00\x00\x00", "application/octet-stream")
	put(415, pdf, "image/png")
	put(415, pdf, ";;")
	assert.Equal(t, []string{" required"}, put(422, "", "application/octet-stream").faults())
	w.want(401, "", "POST /v1/files", pdf)
	w.want(404, "ann", "GET /v1/files/"+uuid.NewString(), "")
	w.want(404, "ann", "GET /v1/files/17", "")

	long := w.request("ann", "POST /v1/files", pdf+strings.Repeat("x", 5000), "Content-Type: application/octet-stream")
	long.ContentLength = -1
	assert.Equal(t, 413, w.send(long).StatusCode, "the limit holds also for who does not say how long it is")
	assert.Len(t, w.files.data, 2)

	broken := w.request("ann", "POST /v1/files", "", "Content-Type: application/octet-stream")
	broken.ContentLength, broken.Body = -1, io.NopCloser(io.MultiReader(strings.NewReader(pdf+strings.Repeat("x", 600)), failing{}))
	assert.Equal(t, 400, w.send(broken).StatusCode)
}

// failing is a connection that breaks off.
type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("connection reset") }

func TestWithoutFilesThereAreNone(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Files = nil })
	w.want(404, "ann", "POST /v1/files", pdf)
}
