package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/server/storage"
)

const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR planted picture"

// put uploads a file.
func (s *server) put(account, content string) *answer {
	s.t.Helper()
	return s.do(account, "POST /v1/files", content, "Content-Type", "application/octet-stream")
}

// http.md, Matters: files stand under their record's rights, and go when its
// personal data is erased.
func TestFiles(t *testing.T) { everywhere(t, files) }

func files(t *testing.T, fresh func(testing.TB) string) {
	path := fresh(t)
	s := demoServer(t, "-db", path)
	id := s.report()
	file := s.put("resident", png).want(201).str("id")
	s.do("resident", "GET /v1/files/"+file, nil).want(200)
	s.do("community", "GET /v1/files/"+file, nil).want(404) // not attached yet: its sender's alone
	s.do("community", "POST /v1/cases/"+id+"/attach", fields{"files": []string{file}}).want(422)
	s.give("resident", id, "attach", fields{"files": []string{file}})
	got := s.do("community", "GET /v1/files/"+file, nil).want(200)
	require.Equal(t, png, string(got.body))
	require.Equal(t, "image/png", got.header.Get("Content-Type"))
	s.do("department-1", "GET /v1/files/"+file, nil).want(404)
	s.do("", "GET /v1/files/"+file, nil).want(401)
	require.Equal(t, 0, s.stop())

	s = demoServer(t, "-db", path)
	s.do("community", "GET /v1/files/"+file, nil).want(200)
	s.give("centre", id, "erase", fields{"reason": "本人申请"})
	s.do("community", "GET /v1/files/"+file, nil).want(404)
	s.do("resident", "GET /v1/files/"+file, nil).want(404)
	require.Equal(t, 0, s.stop())
	require.Zero(t, filesKept(t, path))
}

func filesKept(t *testing.T, path string) (n int) {
	t.Helper()
	db, err := storage.Open(t.Context(), path)
	require.NoError(t, err)
	defer db.Close()
	require.NoError(t, db.DB.One(t.Context(), "SELECT count(*) FROM server_files", nil, &n))
	return n
}

func TestFilesThatAreNotTaken(t *testing.T) {
	s := demoServer(t, "-db", "memory:")
	s.put("", png).want(401)
	s.put("resident", "").want(422)
	s.put("resident", "\x7fELF\x02\x01\x01"+strings.Repeat("\x00", 600)).want(415)
	s.put("resident", "<!DOCTYPE html><script>alert(1)</script>").want(415)
	s.put("resident", png+string(bytes.Repeat([]byte{0}, 10<<20))).want(413)
	s.put("resident", "PK\x03\x04 a document of an office program").want(201)
	s.put("resident", "just text, 中文").want(201)
}
