package httpapi

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// askable reports as an error that a question has parameters that no query can
// say.
func askable(q *governance.QuestionSheet) error {
	for i := range q.Params {
		p := &q.Params[i]
		simple := p.Type != governance.ObjectField && p.Type != governance.ListField
		list := p.Type == governance.ListField && p.Element.Type != governance.ObjectField && p.Element.Type != governance.ListField
		if !simple && !list {
			return fmt.Errorf("question %s: a query cannot say parameter %s", q.Name, p.Name)
		}
	}
	return nil
}

// question adds the route of a question.
func (r *resource) question(t *table, path string, q *governance.QuestionSheet) {
	who := withAccount
	if q.Public {
		who = anyone
	}
	// Parameters are checked by the law itself when it is asked, so nobody else
	// need judge what could be read in part.
	f := formOf(q.Params)
	names := make([]string, len(q.Params))
	for i := range q.Params {
		names[i] = q.Params[i].Name
	}
	t.on(http.MethodGet, path, who, mediaOfAnswer(q), func(c *call) error {
		given, err := c.query(names...)
		if err != nil {
			return err
		}
		params, _ := r.shelf.NewParams(q.Name)
		if err := f.decode(given.object(q.Params), params, func(any) governance.Faults { return nil }); err != nil {
			return err
		}
		answer, err := r.shelf.Ask(c.r.Context(), c.actor, q.Name, params)
		if err != nil {
			return err
		}
		return c.answerQuestion(answer)
	})
}

// mediaOfAnswer are the forms in which a question's answer can be had.
func mediaOfAnswer(q *governance.QuestionSheet) []string {
	if q.Listing {
		return []string{jsonMedia, csvMedia}
	}
	return onlyJSON
}

// localized is an answer that has one form for each language.
type localized interface {
	JSON(lang string) ([]byte, error)
}

// answerQuestion encodes as institutions expect it, with encoding/json.
func (c *call) answerQuestion(answer any) error {
	if l, ok := answer.(*governance.Listing); ok && c.media == csvMedia {
		body, err := l.CSV(c.lang)
		if err != nil {
			return err
		}
		send(c.w, http.StatusOK, csvMedia+"; charset=utf-8", c.lang, body)
		return nil
	}
	if l, ok := answer.(localized); ok {
		body, err := l.JSON(c.lang)
		if err != nil {
			return err
		}
		send(c.w, http.StatusOK, jsonMedia, c.lang, body)
		return nil
	}
	return c.json(answer)
}

// object writes the parameters as the JSON object that says the same, so that
// questions are read by the same rules as commands.
func (q *query) object(specs []governance.FieldSpec) []byte {
	out := []byte{'{'}
	for i := range specs {
		value, given := q.values[specs[i].Name]
		if !given {
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(appendText(out, specs[i].Name), ':')
		out = appendParam(out, &specs[i], value)
	}
	return append(out, '}')
}

// appendParam writes one parameter. The elements of a list are separated by
// commas; a date stands for its first instant where an instant is asked for.
// What is no number or boolean is written as text, and refused as such.
func appendParam(out []byte, s *governance.FieldSpec, value string) []byte {
	switch s.Type {
	case governance.ListField:
		out = append(out, '[')
		for i, one := range strings.Split(value, ",") {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendParam(out, s.Element, one)
		}
		return append(out, ']')
	case governance.IntegerField:
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return strconv.AppendInt(out, n, 10)
		}
	case governance.BooleanField:
		if value == "true" || value == "false" {
			return append(out, value...)
		}
	case governance.TimeField:
		value = unspaced(value)
		if d, err := civil.ParseDate(value); err == nil {
			value = d.Start().Format(time.RFC3339)
		}
	}
	return appendText(out, value)
}

// appendText quotes a text that is known to be valid UTF-8.
func appendText(out []byte, text string) []byte {
	quoted, err := jsontext.AppendQuote(out, text)
	if err != nil {
		return append(out, `""`...)
	}
	return quoted
}
