package httpapi

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"github.com/jinlin-project/jinlin/governance"
)

// static is an answer that never changes while the server runs.
type static struct {
	media string
	body  []byte
	tag   string
}

// newStatic tags an answer with a digest of its bytes, so that all replicas of
// one version give the same tag.
func newStatic(media string, body []byte) static {
	sum := sha256.Sum256(body)
	return static{media, body, `"` + hex.EncodeToString(sum[:8]) + `"`}
}

// revalidate lets a client keep an answer and ask whether it is still good: the
// next start of the server may bring other rules.
var revalidate = []string{"no-cache"}

// static answers with bytes that a client may keep and ask about.
func (c *call) static(s *static) error {
	if err := c.noQuery(); err != nil {
		return err
	}
	h := c.w.Header()
	h["Etag"], h["Cache-Control"] = []string{s.tag}, revalidate
	if matchesNone(c.r.Header, s.tag) {
		c.w.WriteHeader(http.StatusNotModified)
		return nil
	}
	send(c.w, http.StatusOK, s.media, c.lang, s.body)
	return nil
}

// kindSummary is an institution in the list of all.
type kindSummary struct {
	Kind     string          `json:"kind"`
	Path     string          `json:"path"`
	Label    governance.Text `json:"label"`
	Sentence governance.Text `json:"sentence"`
	Source   string          `json:"source"`
	Public   bool            `json:"public,omitempty"`
	Href     string          `json:"href"`
}

// lifecycles lists the institutions in the order in which they were assembled.
func (c *call) lifecycles() error {
	if err := c.noQuery(); err != nil {
		return err
	}
	page := struct {
		Items []kindSummary `json:"items"`
		Next  *string       `json:"next"`
	}{Items: []kindSummary{}}
	for _, d := range c.api.descriptions() {
		page.Items = append(page.Items, kindSummary{d.Kind, d.Path, d.Label, d.Sentence, d.Source, d.Public,
			c.api.options.Prefix + "/v1/lifecycles/" + d.Kind})
	}
	return c.json(page)
}

// lifecycle answers with one institution as data, as a diagram, or as a page.
// The data carries both languages: it is what consoles and documentation are
// built from, and they switch without asking again.
func (c *call) lifecycle() error {
	r := c.api.kinds[c.r.PathValue("kind")]
	if r == nil {
		return &problemNotFound
	}
	switch c.media {
	case mermaidMedia:
		s := newStatic(mermaidMedia+"; charset=utf-8", []byte(r.about.Mermaid(c.lang)))
		return c.static(&s)
	case markdownMedia:
		s := newStatic(markdownMedia+"; charset=utf-8", []byte(r.about.Markdown(c.lang)))
		return c.static(&s)
	}
	body, err := governance.StdCodec{}.Marshal(r.about)
	if err != nil {
		return err
	}
	s := newStatic(jsonMedia, body)
	return c.static(&s)
}
