package httpapi

import (
	"net/http"

	"github.com/jinlin-project/jinlin/governance"
)

// The usual properties of the fixed schemas. They are shared within a document
// and never written to.
var (
	aText    = dict{"type": "string"}
	aFlag    = dict{"type": "boolean"}
	aNumber  = dict{"type": "integer", "format": "int64"}
	aDate    = dict{"type": "string", "format": "date"}
	aTime    = dict{"type": "string", "format": "date-time"}
	anID     = dict{"type": "string", "format": "uuid"}
	anObject = dict{"type": "object"}
	aBoth    = dict{"type": "object", "required": []string{"zh", "en"}, "properties": dict{"zh": aText, "en": aText}}
)

// closed is an object whose named properties are always there.
func closed(properties dict, required ...string) dict {
	out := dict{"type": "object", "properties": properties}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

// listOf is an array without further rules.
func listOf(item dict) dict { return dict{"type": "array", "items": item} }

// fixedSchemas are the schemas that stand whatever institutions there are. They
// describe what problem.go, history.go, governance/feed and units.go write; tests hold
// real answers to them.
func fixedSchemas() dict {
	choice := closed(dict{"code": aText, "label": aText}, "code", "label")
	return dict{
		"Problem": closed(dict{
			"type": aText, "title": aText, "status": dict{"type": "integer"}, "detail": aText,
			"code":      dict{"type": "string", "description": "稳定的代码 / stable; match it"},
			"fields":    listOf(closed(dict{"path": aText, "code": aText, "detail": aText}, "path", "code", "detail")),
			"who":       dict{"type": "array", "items": aText, "description": "谁可以 / who may (403)"},
			"phase":     dict{"type": "string", "description": "当前阶段 / the record's phase (409)"},
			"allowedIn": dict{"type": "array", "items": aText, "description": "可进行的阶段 / phases in which it would be allowed (409)"},
			"actions":   dict{"type": "array", "items": closed(dict{"command": aText, "label": aText}, "command", "label"), "description": "现在可以进行的操作 / what may be done instead (409)"},
			"id":        dict{"type": "string", "description": "日志中的编号 / as the log knows it (500)"},
		}, "type", "title", "status", "detail", "code"),
		"Deadline": closed(dict{
			"name": aText, "label": aText, "unit": aText,
			"due":         dict{"type": "string", "format": "date-time", "description": "仍属按时的最后一刻 / the last instant still in time"},
			"provisional": aFlag, "calendar": aText,
			"state":  dict{"type": "string", "enum": codes(governance.Running.Choices(), input)},
			"warned": dict{"type": "string", "enum": codes(governance.Yellow.Choices(), input)},
		}, "name", "label", "due", "provisional", "state"),
		"Action": closed(dict{"command": aText, "label": aText, "fields": listOf(schemaRef("ActionField"))}, "command", "label", "fields"),
		"ActionField": closed(dict{
			"name": aText, "label": aText, "type": aText, "required": aFlag, "max": aNumber,
			"choices": listOf(choice), "fields": listOf(schemaRef("ActionField")),
		}, "name", "label", "type"),
		"Listing": closed(dict{
			"columns": listOf(closed(dict{"name": aText, "label": aText}, "name", "label")),
			"rows":    listOf(dict{"type": "array", "items": aText}),
		}, "columns", "rows"),
		"Entry": closed(dict{
			"version": aNumber, "at": aTime, "asOf": aTime, "command": aText, "label": aText, "rule": aText, "by": schemaRef("By"),
			"changes": anObject, "body": anObject, "cause": schemaRef("Cause"), "digest": aText,
		}, "version", "at", "command", "label", "by", "changes", "body", "digest"),
		"By":    closed(dict{"unit": aText, "unitName": aText, "post": aText, "postLabel": aText, "person": aText, "system": aFlag}),
		"Cause": closed(dict{"kind": aText, "id": anID, "version": aNumber}, "kind", "id", "version"),
		"Event": closed(dict{
			"specversion": dict{"type": "string", "enum": []string{"1.0"}}, "id": aText, "source": aText, "type": aText, "subject": anID,
			"time": aTime, "datacontenttype": aText, "district": aText, "position": aText, "data": anObject,
		}, "specversion", "id", "source", "type", "data", "position"),
		"Unit": closed(dict{
			"code": aText, "name": aText, "kind": aText, "kindLabel": aText, "form": aText, "formLabel": aText, "parent": aText,
			"at": aText, "covers": listOf(aText), "on": aDate,
		}, "code", "name", "kind", "kindLabel"),
		"UnitPage": closed(dict{"items": listOf(schemaRef("Unit")), "next": dict{"type": []string{"string", "null"}}, "on": aDate}, "items", "next", "on"),
		"Day": closed(dict{
			"date": aDate, "working": aFlag, "why": aText, "label": aText, "festival": aText, "notice": aText, "region": aText, "provisional": aFlag,
		}, "date", "working", "why", "label", "provisional"),
	}
}

// fixedParameters are the headers and parameters that several routes share.
func fixedParameters() dict {
	header := func(name, description string, schema dict) dict {
		return dict{"name": name, "in": "header", "description": description, "schema": schema}
	}
	query := func(name, description string, schema dict) dict {
		return dict{"name": name, "in": "query", "description": description, "schema": schema}
	}
	return dict{
		"IdempotencyKey": header("Idempotency-Key", "重复提交得到首次的答复，保留七天 / the first answer again, kept for seven days",
			dict{"type": "string", "minLength": 1, "maxLength": longestKey, "pattern": "^[!-~]+$"}),
		"IfMatch":      header("If-Match", "所依据的版本 / the version relied on, as the ETag gave it", aText),
		"IfNoneMatch":  header("If-None-Match", "已有的版本 / the version at hand", aText),
		"LastEventID":  header("Last-Event-ID", "续传位置 / where a stream goes on", aText),
		"AfterVersion": query("after", "此版本之后 / entries after this version", dict{"type": "integer", "minimum": 0}),
		"HistoryLimit": query("limit", "条数 / entries a page", dict{"type": "integer", "minimum": 1, "maximum": mostHistory, "default": usualHistory}),
		"On":           query("on", "日期，默认今天 / the day, today unless given", aDate),
	}
}

// fixedResponses has the one way in which anything fails.
func fixedResponses() dict {
	return dict{"Problem": dict{
		"description": "400 malformed · 401 · 403 · 404 · 405 · 406 · 409 · 412 · 413 · 415 · 422 invalid · 429 · 500 · 503",
		"content":     content(problemMedia, schemaRef("Problem")),
	}}
}

// fixedPath is a route that stands whatever institutions there are.
type fixedPath struct {
	path, id string
	label    governance.Text
	account  bool // needs one
	params   []dict
	answers  dict
}

// inQuery is a parameter of one route only.
func inQuery(name string, schema dict, required bool) dict {
	out := dict{"name": name, "in": "query", "schema": schema}
	if required {
		out["required"] = true
	}
	return out
}

// fixedPaths adds the routes that stand whatever institutions there are.
func (d *writer) fixedPaths() {
	for _, p := range append(pathsOfServer(), append(pathsOfUnits(), pathsOfTime()...)...) {
		op := dict{"operationId": p.id, "summary": both(p.label), "responses": p.answers}
		if p.params != nil {
			op["parameters"] = p.params
		}
		if !p.account {
			op["security"] = []dict{{}}
		}
		d.put(p.path, http.MethodGet, op)
	}
	if d.options.Files != nil {
		d.filePaths()
	}
}

// pathsOfServer are the routes about the server, the caller and the rules.
func pathsOfServer() []fixedPath {
	status := answers("200", "OK", closed(dict{"status": aText}, "status"))
	text := dict{"schema": aText}
	lifecycle := answers("200", "规则表 / the table as data", anObject, "ETag")
	media := lifecycle["200"].(dict)["content"].(dict)
	media[mermaidMedia], media[markdownMedia] = text, text
	events := answers("200", "CloudEvents 1.0", pageSchema(schemaRef("Event")))
	events["200"].(dict)["content"].(dict)[streamMedia] = text
	kinds := closed(dict{"kind": aText, "path": aText, "label": aBoth, "sentence": aBoth, "source": aText, "public": aFlag, "href": aText}, "kind", "path", "label", "href")
	me := closed(dict{"account": aText, "person": aText,
		"posts": listOf(closed(dict{"kind": aText, "label": aText, "unit": aText, "unitName": aText}, "kind", "label", "unit", "unitName")),
		"units": listOf(closed(dict{"code": aText, "name": aText, "kind": aText, "label": aText}, "code", "name", "kind", "label")),
	}, "account", "person", "posts", "units")
	limit := inQuery("limit", dict{"type": "integer", "minimum": 1, "maximum": mostEvents, "default": usualEvents}, false)
	return []fixedPath{
		{path: "/livez", id: "livez", label: governance.Text{Zh: "存活", En: "alive"}, answers: status},
		{path: "/readyz", id: "readyz", label: governance.Text{Zh: "就绪", En: "ready"}, answers: answers("200", "OK", closed(dict{
			"status":   aText,
			"impaired": dict{"type": "array", "items": aText, "description": "暂时不能工作的部分，不影响受理 / what does not work now, though requests are served"},
		}, "status"))},
		{path: "/openapi.json", id: "openapi", label: governance.Text{Zh: "本文档", En: "this document"}, answers: answers("200", "OpenAPI 3.1", anObject, "ETag")},
		{path: "/v1/me", id: "me", label: governance.Text{Zh: "我的岗位与单位", En: "who is calling"}, account: true, answers: answers("200", "OK", me)},
		{path: "/v1/lifecycles", id: "lifecycles", label: governance.Text{Zh: "全部制度", En: "all institutions"}, answers: answers("200", "OK", pageSchema(kinds))},
		{path: "/v1/lifecycles/{kind}", id: "lifecycle", label: governance.Text{Zh: "一项制度的规则表", En: "one institution as data"}, answers: lifecycle},
		{path: "/v1/events", id: "events", label: governance.Text{Zh: "事件流", En: "the feed"}, account: true,
			params: []dict{inQuery("after", aText, false), limit, parameter("LastEventID")}, answers: events},
	}
}

// pathsOfUnits are the routes of the organisation.
func pathsOfUnits() []fixedPath {
	on := []dict{parameter("On")}
	limit := inQuery("limit", dict{"type": "integer", "minimum": 1, "maximum": mostPage, "default": mostPage}, false)
	return []fixedPath{
		{path: "/v1/units/{code}", id: "unit", label: governance.Text{Zh: "单位", En: "a unit on a day"}, params: on, answers: answers("200", "OK", schemaRef("Unit"))},
		{path: "/v1/units/{code}/ancestors", id: "unit.ancestors", label: governance.Text{Zh: "上级单位，由近及远", En: "the units above, the nearest first"}, params: on, answers: answers("200", "OK", schemaRef("UnitPage"))},
		{path: "/v1/units/{code}/subtree", id: "unit.subtree", label: governance.Text{Zh: "本单位及所辖", En: "the unit and all below it"},
			params:  []dict{inQuery("level", aText, false), limit, inQuery("cursor", aText, false), parameter("On")},
			answers: answers("200", "OK", schemaRef("UnitPage"))},
	}
}

// pathsOfTime are the routes of the working-day calendar.
func pathsOfTime() []fixedPath {
	due := closed(dict{"due": aDate, "at": aTime, "provisional": aFlag, "calendar": aText}, "due", "at", "provisional", "calendar")
	return []fixedPath{
		{path: "/v1/calendar/deadline", id: "calendar.deadline", label: governance.Text{Zh: "期限推算", En: "start + working days"},
			params:  []dict{inQuery("from", instantSchema(), true), inQuery("days", dict{"type": "integer", "minimum": 1, "maximum": mostDays}, true)},
			answers: answers("200", "OK", due)},
		{path: "/v1/calendar/days", id: "calendar.days", label: governance.Text{Zh: "工作日历", En: "each day, worked or not, and why"},
			params:  []dict{inQuery("from", aDate, true), inQuery("to", aDate, true)},
			answers: answers("200", "OK", closed(dict{"items": listOf(schemaRef("Day")), "calendar": aText}, "items", "calendar"))},
	}
}

// filePaths adds the routes of attachments.
func (d *writer) filePaths() {
	taken := dict{bytesMedia: dict{}}
	for _, media := range d.options.FileTypes {
		taken[media] = dict{}
	}
	d.put("/v1/files", http.MethodPost, dict{
		"operationId": "file.put", "summary": "上传附件 / upload a file", "requestBody": dict{"required": true, "content": taken},
		"responses": answers("201", "文件编号，用于 attach / its id, for attach", closed(dict{"id": anID}, "id"), "Location"),
	})
	d.put("/v1/files/{id}", http.MethodGet, dict{
		"operationId": "file.get", "summary": "下载附件 / download a file", "security": []dict{{}, {"bearer": []string{}}},
		"responses": dict{"200": dict{"description": "OK", "content": dict{"*/*": dict{}}}},
	})
}
