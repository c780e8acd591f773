package httpapi

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"net/http"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"github.com/jinlin-project/jinlin/governance"
)

// mediaOf are the forms in which a record can be had.
func mediaOf(about *governance.Description) []string {
	if about.Page {
		return []string{jsonMedia, htmlMedia, markdownMedia}
	}
	return onlyJSON
}

// document answers with a record as an official document: as it is written, in
// Markdown, or as a page to be read and printed. The language is Chinese, which
// documents are in.
func (r *resource) document(c *call, view *governance.View) error {
	text, err := view.Page()
	if err != nil {
		return err
	}
	if c.media == markdownMedia {
		send(c.w, http.StatusOK, markdownMedia+"; charset=utf-8", chinese, []byte(text))
		return nil
	}
	page, err := printed(r.about.Label.Zh+" "+view.Serial, text)
	if err != nil {
		return err
	}
	c.w.Header().Set("Content-Security-Policy", pagePolicy)
	send(c.w, http.StatusOK, htmlMedia+"; charset=utf-8", chinese, page)
	return nil
}

// pageStyle is all the style there is: black on white, tables with rules, A4 laid
// across since documents have wide tables.
const pageStyle = `@page{size:A4 landscape;margin:1.5cm}` +
	`body{font:16px/1.6 "Noto Serif CJK SC","Source Han Serif SC","SimSun",serif;max-width:64em;margin:2em auto;padding:0 1em;color:#000;background:#fff}` +
	`h1{text-align:center;font-size:1.5em}h2{font-size:1.2em;margin-top:1.5em}code{font-size:.85em;overflow-wrap:anywhere}` +
	`table{border-collapse:collapse;width:100%;font-size:.85em;line-height:1.4}th,td{border:1px solid #333;padding:.25em .5em;text-align:left;vertical-align:top}` +
	`th{background:#eee;white-space:nowrap}tr{break-inside:avoid}@media print{body{margin:0;max-width:none;font-size:12px}}`

// pagePolicy lets a page have that style and nothing else.
var pagePolicy = func() string {
	sum := sha256.Sum256([]byte(pageStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; frame-ancestors 'none'"
}()

// markdown renders tables too; HTML within a text is left out.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table))

// printed is a whole page.
func printed(title, text string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" +
		html.EscapeString(title) + "</title><style>" + pageStyle + "</style></head><body>\n")
	if err := markdown.Convert([]byte(text), &b); err != nil {
		return nil, err
	}
	b.WriteString("</body></html>\n")
	return b.Bytes(), nil
}
