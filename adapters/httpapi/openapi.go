package httpapi

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

// apiVersion is the version of what is served, not of the document's form.
const apiVersion = "1"

// dict is a JSON object of the document. Its names are written in order, so
// that the same institutions always give the same bytes.
type dict = map[string]any

// OpenAPI writes the OpenAPI 3.1 document of institutions: the same bytes that
// a handler made of the same options serves. Equal input gives equal bytes, so
// that the document can be checked in and compared.
func OpenAPI(descriptions []*governance.Description, o Options) ([]byte, error) {
	o = o.withDefaults()
	return openAPI(descriptions, &o)
}

// openAPI is OpenAPI with defaults filled in. Maps are encoded in the order of
// their names, and everything that has an order of its own is a slice.
func openAPI(descriptions []*governance.Description, o *Options) ([]byte, error) {
	d := &writer{options: o, paths: dict{}, schemas: fixedSchemas()}
	d.fixedPaths()
	tags := []dict{}
	for _, about := range descriptions {
		tags = append(tags, dict{"name": about.Kind, "description": both(about.Label) + " — " + both(about.Sentence)})
		d.institution(about)
		for name, alias := range o.Aliases {
			for i := range about.Asks {
				if alias.Kind == about.Kind && alias.Question == about.Asks[i].Name {
					d.question(about, "/v1/"+name, about.Kind+".alias."+name, &about.Asks[i])
				}
			}
		}
	}
	for _, r := range o.Extra {
		d.extra(r)
	}
	server := o.Prefix
	if server == "" {
		server = "/"
	}
	out, err := json.MarshalIndent(dict{
		"openapi": "3.1.0",
		"info":    dict{"title": "近邻 jinlin", "version": apiVersion, "description": introduction},
		"servers": []dict{{"url": server}},
		"tags":    tags, "paths": d.paths,
		"security": []dict{{"bearer": []string{}}},
		"components": dict{
			"schemas": d.schemas, "parameters": fixedParameters(), "responses": fixedResponses(),
			"securitySchemes": dict{"bearer": dict{"type": "http", "scheme": "bearer"}},
		},
	}, "", "  ")
	return append(out, '\n'), err
}

const introduction = `吹哨报到：基层治理的事项、会议、公告等。字段与操作均由规则表生成。` +
	` Labels are Chinese; Accept-Language: en gives English. Times carry their offset, dates are YYYY-MM-DD.` +
	` Errors are application/problem+json; clients match "code", never the sentences.`

// writer gathers the document.
type writer struct {
	options *Options
	paths   dict
	schemas dict
}

// both is a text in both languages.
func both(t governance.Text) string {
	if t.En == "" || t.En == t.Zh {
		return t.Zh
	}
	return t.Zh + " / " + t.En
}

// ref points to a component.
func ref(section, name string) dict { return dict{"$ref": "#/components/" + section + "/" + name} }

func schemaRef(name string) dict { return ref("schemas", name) }

func parameter(name string) dict { return ref("parameters", name) }

// put adds an operation to a path. Every operation may end in a problem, and
// every braced part of a path is a parameter; neither has to be said twice.
func (d *writer) put(path, method string, op dict) {
	item, ok := d.paths[path].(dict)
	if !ok {
		item = dict{}
		d.paths[path] = item
	}
	responses, ok := op["responses"].(dict)
	if !ok {
		responses = dict{"200": dict{"description": "OK"}}
		op["responses"] = responses
	}
	responses["default"] = ref("responses", "Problem")
	if params := pathParameters(path); len(params) > 0 {
		given, _ := op["parameters"].([]dict)
		op["parameters"] = append(params, given...)
	}
	item[strings.ToLower(method)] = op
}

// pathParameters are the parameters within a path's braces.
func pathParameters(path string) []dict {
	var out []dict
	for part := range strings.SplitSeq(path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			name = strings.TrimSuffix(name, "}")
			schema := dict{"type": "string"}
			if name == "id" {
				schema["format"] = "uuid"
			}
			out = append(out, dict{"name": name, "in": "path", "required": true, "schema": schema})
		}
	}
	return out
}

// content is an answer's or a request's body of one media type.
func content(media string, schema dict) dict { return dict{media: dict{"schema": schema}} }

// answers is the table of answers with one that succeeds.
func answers(status, description string, schema dict, headers ...string) dict {
	ok := dict{"description": description, "content": content(jsonMedia, schema)}
	if len(headers) > 0 {
		hs := dict{}
		for _, h := range headers {
			hs[h] = dict{"schema": dict{"type": "string"}}
		}
		ok["headers"] = hs
	}
	return dict{status: ok}
}

// institution adds the paths and schemas of one institution. It mirrors
// resource.routes, and a test holds the two against each other; commands that
// no person may give are served, with a refusal, but not advertised.
func (d *writer) institution(about *governance.Description) {
	path := "/v1/" + about.Path
	d.schemas[about.Kind] = recordSchema(about)
	d.reading(about, path)
	opened := false
	for i := range about.Commands {
		sheet := &about.Commands[i]
		if !sheet.Person {
			continue
		}
		d.schemas[about.Kind+"."+sheet.Verb] = objectSchema(sheet.Fields, input)
		if sheet.Opens {
			to := path
			if opened {
				to += "/" + sheet.Verb
			}
			opened = true
			d.command(about, to, sheet, true)
		}
		d.command(about, path+"/{id}/"+sheet.Verb, sheet, false)
	}
	for i := range about.Asks {
		d.question(about, path+"/"+about.Asks[i].Name, about.Kind+".ask."+about.Asks[i].Name, &about.Asks[i])
	}
}

// reading adds the routes that show records.
func (d *writer) reading(about *governance.Description, path string) {
	add := func(path, name string, label governance.Text, params []dict, responses dict) {
		op := dict{"operationId": about.Kind + "." + name, "tags": []string{about.Kind}, "responses": responses,
			"summary": both(governance.Text{Zh: about.Label.Zh + "：" + label.Zh, En: about.Label.En + ": " + label.En})}
		if params != nil {
			op["parameters"] = params
		}
		if about.Public {
			op["security"] = []dict{{}, {"bearer": []string{}}}
		}
		d.put(path, http.MethodGet, op)
	}
	f := filtersOf(about)
	add(path, "list", governance.Text{Zh: "列表", En: "list"}, f.parameters(),
		answers("200", "可见的记录 / the records the caller may see", pageSchema(schemaRef(about.Kind))))
	add(path+"/{id}", "get", governance.Text{Zh: "查看", En: "one"}, []dict{parameter("IfNoneMatch")},
		withNotModified(withMedia(answers("200", "记录 / the record", schemaRef(about.Kind), "ETag"), mediaOf(about)[1:])))
	add(path+"/{id}/history", "history", governance.Text{Zh: "历史", En: "history"}, []dict{parameter("AfterVersion"), parameter("HistoryLimit")},
		answers("200", "历史 / every entry", pageSchema(schemaRef("Entry"))))
}

// withMedia adds the other forms in which an answer can be had, as text.
func withMedia(responses dict, media []string) dict {
	forms := responses["200"].(dict)["content"].(dict)
	for _, m := range media {
		forms[m] = dict{"schema": dict{"type": "string"}}
	}
	return responses
}

// withNotModified adds the answer of who has the version already.
func withNotModified(responses dict) dict {
	responses["304"] = dict{"description": "未变更 / not modified"}
	return responses
}

// command adds the route of a command. Its description is the rows of the
// lifecycle by which it is given, with who may and where that is laid down.
func (d *writer) command(about *governance.Description, path string, sheet *governance.CommandSheet, opens bool) {
	id, responses := about.Kind+"."+sheet.Verb, answers("200", "操作后的记录 / the record as it then stands", schemaRef(about.Kind), "ETag")
	params := []dict{parameter("IdempotencyKey"), parameter("IfMatch")}
	if opens {
		id += ".open"
		params = params[:1]
		responses = answers("201", "新的记录 / the new record", schemaRef(about.Kind), "ETag", "Location")
	}
	required := false
	for i := range sheet.Fields {
		required = required || sheet.Fields[i].Required
	}
	d.put(path, http.MethodPost, dict{
		"operationId": id, "tags": []string{about.Kind}, "parameters": params, "responses": responses,
		"summary":     both(governance.Text{Zh: about.Label.Zh + "：" + sheet.Label.Zh, En: about.Label.En + ": " + sheet.Label.En}),
		"description": rulesOf(about, sheet.Verb, opens),
		"requestBody": dict{"required": required, "content": content(jsonMedia, schemaRef(about.Kind+"."+sheet.Verb))},
	})
}

// rulesOf says by which rows of the lifecycle a command is given.
func rulesOf(about *governance.Description, verb string, opens bool) string {
	var lines []string
	for i := range about.Rules {
		r := &about.Rules[i]
		if r.Verb != verb || opens != (len(r.From) > 0 && r.From[0] == governance.Unopened) {
			continue
		}
		lines = append(lines, "- `"+r.ID+"` "+both(r.Sentence)+"（"+both(r.Who)+"；"+r.Source+"）")
	}
	return strings.Join(lines, "\n")
}

// question adds the route of a question.
func (d *writer) question(about *governance.Description, path, id string, q *governance.QuestionSheet) {
	var params []dict
	for i := range q.Params {
		params = append(params, queryParameter(&q.Params[i]))
	}
	op := dict{
		"operationId": id, "tags": []string{about.Kind}, "summary": both(q.Label), "description": both(q.Sentence) + "（" + q.Source + "）",
		"responses": withMedia(answers("200", both(q.Label), answerSchema(q)), mediaOfAnswer(q)[1:]),
	}
	if params != nil {
		op["parameters"] = params
	}
	if q.Public {
		op["security"] = []dict{{}, {"bearer": []string{}}}
	}
	d.put(path, http.MethodGet, op)
}

// answerSchema is what a question is answered, as far as the law knows it.
func answerSchema(q *governance.QuestionSheet) dict {
	if q.Listing {
		return schemaRef("Listing")
	}
	return dict{}
}

// extra adds an embedder's own route.
func (d *writer) extra(r Route) {
	op := dict{}
	// The embedder keeps theirs: what is added goes into a copy.
	for name, value := range r.Operation {
		op[name] = value
	}
	if r.Public || r.Bare {
		op["security"] = []dict{{}}
	}
	d.put(r.Path, r.Method, op)
}
