package httpapi

import (
	"encoding/binary"
	"errors"
	"net/http"

	"github.com/jinlin-project/jinlin/governance"
)

// answer is what a command answers, and what is kept under its idempotency key,
// so that whoever asks again gets the same status, headers and bytes.
type answer struct {
	status   int
	lang     string
	etag     string
	location string
	body     []byte
}

// answerForm is the version of the kept form.
const answerForm = 1

var errKeptAnswer = errors.New("httpapi: a kept answer is of no known form")

// encode writes the form number, the status, each text behind its length, then
// the body.
func (a *answer) encode() []byte {
	out := make([]byte, 0, 64+len(a.body))
	out = append(out, answerForm)
	out = binary.AppendUvarint(out, uint64(a.status))
	for _, text := range []string{a.lang, a.etag, a.location} {
		out = binary.AppendUvarint(out, uint64(len(text)))
		out = append(out, text...)
	}
	return append(out, a.body...)
}

// decodeAnswer is the inverse of encode. What it is given comes from storage.
func decodeAnswer(kept []byte) (*answer, error) {
	if len(kept) == 0 || kept[0] != answerForm {
		return nil, errKeptAnswer
	}
	rest := kept[1:]
	status, n := binary.Uvarint(rest)
	if n <= 0 || status < 200 || status > 299 {
		return nil, errKeptAnswer
	}
	rest = rest[n:]
	a := &answer{status: int(status)}
	for _, text := range []*string{&a.lang, &a.etag, &a.location} {
		size, n := binary.Uvarint(rest)
		if n <= 0 || size > uint64(len(rest)-n) {
			return nil, errKeptAnswer
		}
		*text, rest = string(rest[n:n+int(size)]), rest[n+int(size):]
	}
	a.body = rest
	return a, nil
}

// answerOf is the answer that shows a record after a command.
func (r *resource) answerOf(view *governance.View, opens bool, lang string) (*answer, error) {
	body, err := view.JSON(lang)
	if err != nil {
		return nil, err
	}
	a := &answer{status: http.StatusOK, lang: lang, etag: etag(view.Version), body: body}
	if opens {
		a.status, a.location = http.StatusCreated, r.api.options.Prefix+r.path+"/"+view.Ref.ID.String()
	}
	return a, nil
}

// write answers.
func (a *answer) write(w http.ResponseWriter) {
	h := w.Header()
	h["Etag"] = []string{a.etag}
	if a.location != "" {
		h["Location"] = []string{a.location}
	}
	send(w, a.status, jsonMedia, a.lang, a.body)
}
