package httpapi

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// 3, 4 [R]: what an official reads exists in Chinese, as a document to be printed:
// with identity masked, with nothing in it that runs, and for those only who may
// see the record.
func TestARecordAsADocument(t *testing.T) {
	w := newWorld(t)
	wish := w.wish()
	page := w.want(200, "worker", "GET "+wish, "", "Accept: text/html")
	assert.Equal(t, "text/html; charset=utf-8", page.Header.Get("Content-Type"))
	assert.Equal(t, "zh-CN", page.Header.Get("Content-Language"))
	assert.Contains(t, page.Header.Get("Content-Security-Policy"), "default-src 'none'; style-src 'sha256-")
	html := string(page.body)
	assert.Contains(t, html, `<html lang="zh-CN">`)
	assert.Contains(t, html, "<title>微心愿 350205-2024-0000001</title>")
	assert.Contains(t, html, "<th>心愿人</th>")
	assert.NotContains(t, html, "<script>")
	assert.NotContains(t, html, "张三")
	text := w.want(200, "worker", "GET "+wish, "", "Accept: text/markdown")
	assert.Equal(t, "text/markdown; charset=utf-8", text.Header.Get("Content-Type"))
	assert.Contains(t, string(text.body), "# 微心愿 ")
	assert.NotEmpty(t, text.Header.Get("Etag"))
	assert.Contains(t, string(w.want(200, "ann", "GET "+wish, "", "Accept: text/markdown").body), "张三", "one's own name is not masked")
	w.want(404, "bob", "GET "+wish, "", "Accept: text/html")
	w.want(406, "worker", "GET "+wish, "", "Accept: application/pdf")
	w.want(406, "", "GET /v1/signs", "", "Accept: text/html") // an institution without documents
	assert.Equal(t, "application/json", w.want(200, "worker", "GET "+wish, "").Header.Get("Content-Type"))
}

// A listing is had as JSON and as CSV, in the caller's language.
func TestAListingAsCSV(t *testing.T) {
	w := newWorld(t)
	w.wish()
	csv := w.want(200, "worker", "GET /v1/wishes/roll", "", "Accept: text/csv")
	assert.Equal(t, "text/csv; charset=utf-8", csv.Header.Get("Content-Type"))
	assert.Equal(t, "\ufeff标题\r\n", string(csv.body[:len("\ufeff标题\r\n")]))
	json := w.want(200, "worker", "GET /v1/wishes/roll", "", "Accept-Language: en").json()
	assert.Equal(t, "Title", json["columns"].([]any)[0].(map[string]any)["label"])
	assert.Len(t, json["rows"], 1)
	w.want(406, "worker", "GET /v1/wishes/tally", "", "Accept: text/csv")
}
