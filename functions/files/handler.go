package main

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"redress/internal/access"
	"redress/internal/apigw"
	"redress/internal/casework"
	"redress/internal/complaint"
	"redress/internal/custody"
	"redress/internal/pages"
)

// giver serves complainants, who have their case's secret.
type giver struct {
	files *custody.Files
	pages pages.Pages
	key   access.Key
}

func (g *giver) routes() map[string]apigw.Endpoint {
	return map[string]apigw.Endpoint{
		"POST /v1/{tenant}/complaints/{case}/files":       g.expect,
		"GET /v1/{tenant}/complaints/{case}/files/{file}": g.show,
	}
}

// desk serves staff.
type desk struct {
	files   *custody.Files
	exports *custody.Exports
}

func (d *desk) routes() map[string]apigw.Endpoint {
	return map[string]apigw.Endpoint{
		"POST /v1/{tenant}/desk/cases/{case}/files":           d.expect,
		"GET /v1/{tenant}/desk/cases/{case}/files/{file}":     d.show,
		"POST /v1/{tenant}/desk/cases/{case}/exports":         d.order,
		"GET /v1/{tenant}/desk/cases/{case}/exports/{export}": d.collect,
	}
}

// gate sends staff's requests to the desk, where it is checked who signed in, and all others to who gives.
func gate(g *giver, d *desk) apigw.Handler {
	public, staff, ofStaff := apigw.Serve(g.routes(), g.pages.Problem), apigw.Staff(d.routes()), d.routes()
	return func(ctx context.Context, e events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
		if _, is := ofStaff[e.HTTPMethod+" "+e.Resource]; is {
			return staff(ctx, e)
		}
		return public(ctx, e)
	}
}

// announced is a file as the API takes it.
type announced struct {
	Name      string `json:"name"`
	MediaType string `json:"media_type"`
	Size      int    `json:"size"`
	SHA256    string `json:"sha256"`
}

func (a announced) command() complaint.ExpectFile {
	return complaint.ExpectFile{Name: a.Name, Type: a.MediaType, Size: a.Size, SHA256: a.SHA256}
}

// slot says how a file is uploaded, and until when.
type slot struct {
	File  string    `json:"file"`
	Until time.Time `json:"until"`
	custody.UploadForm
}

func (d *desk) expect(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	ref, err := refOf(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	a, err := apigw.Decode[announced](r)
	if err != nil {
		return apigw.Reply{}, err
	}
	return opened(d.files.Expect(ctx, ref, r.Actor, a.command(), ""))
}

func opened(x complaint.Exhibit, form custody.UploadForm, err error) (apigw.Reply, error) {
	if err != nil {
		return apigw.Reply{}, err
	}
	return apigw.JSON(http.StatusCreated, slot{File: x.ID, Until: x.Until, UploadForm: form})
}

func (d *desk) show(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	ref, err := refOf(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	return lead(d.files.Show(ctx, ref, r.Params["file"], r.Actor))
}

// lead leads to an address.
func lead(address string, err error) (apigw.Reply, error) {
	if err != nil {
		return apigw.Reply{}, err
	}
	return apigw.SeeOther(address), nil
}

// ordering is an export as it is ordered.
type ordering struct {
	Reason string `json:"reason"`
}

// ordered says where an export that was ordered will be.
type ordered struct {
	Export string `json:"export"`
	At     string `json:"at"` // path
}

func (d *desk) order(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	ref, err := refOf(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	if err := custody.Permits(casework.SightExport, r.Actor.Role); err != nil {
		return apigw.Reply{}, err
	}
	o, err := apigw.Decode[ordering](r)
	if err != nil {
		return apigw.Reply{}, err
	}
	id, err := d.exports.Order(ctx, ref, r.Actor, o.Reason)
	if err != nil {
		return apigw.Reply{}, err
	}
	return promised(ref, id)
}

// promised says that an export is being made, and when to look again.
func promised(ref complaint.Ref, id string) (apigw.Reply, error) {
	at := "/v1/" + ref.Tenant + "/desk/cases/" + ref.Case + "/exports/" + id
	reply, err := apigw.JSON(http.StatusAccepted, ordered{id, at})
	reply.Headers["Location"], reply.Headers["Retry-After"] = at, "2"
	return reply, err
}

func (d *desk) collect(ctx context.Context, r *apigw.Request) (apigw.Reply, error) {
	ref, err := refOf(r)
	if err != nil {
		return apigw.Reply{}, err
	}
	address, err := d.exports.Collect(ctx, ref, r.Actor, r.Params["export"])
	if err == nil && address == "" {
		return promised(ref, r.Params["export"])
	}
	return lead(address, err)
}

func refOf(r *apigw.Request) (complaint.Ref, error) {
	ref := complaint.Ref{Tenant: r.Tenant, Case: r.Params["case"]}
	if !casework.ValidReference(ref.Case) {
		return ref, complaint.Errorf(complaint.NotFound, "there is no such case")
	}
	return ref, nil
}
