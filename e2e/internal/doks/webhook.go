package doks

import (
	"encoding/json"
	"log/slog"
	"net/http"

	admissionv1 "k8s.io/api/admission/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// webhook answers the API server's admission reviews like cert-manager's.
func webhook(log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /validate", review(log, validate))
	mux.Handle("POST /mutate", review(log, mutate))
	mux.HandleFunc("GET /livez", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /healthz", func(http.ResponseWriter, *http.Request) {})
	return mux
}

type judge func(*admissionv1.AdmissionRequest) *admissionv1.AdmissionResponse

func review(log *slog.Logger, decide judge) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked := &admissionv1.AdmissionReview{}
		if err := json.NewDecoder(r.Body).Decode(asked); err != nil || asked.Request == nil {
			http.Error(w, "no admission review", http.StatusBadRequest)
			return
		}
		answer := &admissionv1.AdmissionReview{TypeMeta: asked.TypeMeta, Response: decide(asked.Request)}
		answer.Response.UID = asked.Request.UID
		request := asked.Request
		level := slog.LevelDebug
		if !answer.Response.Allowed {
			level = slog.LevelWarn
		}
		log.Log(r.Context(), level, "doks: admission", "program", "cert-manager-webhook", "path", r.URL.Path, "operation", request.Operation,
			"object", request.Kind.Kind+" "+request.Namespace+"/"+request.Name, "user", request.UserInfo.Username,
			"allowed", answer.Response.Allowed, "why", reason(answer.Response))
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(answer); err != nil {
			log.Warn("doks: cannot answer an admission review", "error", err)
		}
	})
}

func reason(response *admissionv1.AdmissionResponse) string {
	if response.Result == nil {
		return ""
	}
	return response.Result.Message
}

func refuse(message string) *admissionv1.AdmissionResponse {
	return &admissionv1.AdmissionResponse{Result: &metav1.Status{
		Status: metav1.StatusFailure, Message: message, Reason: metav1.StatusReasonNotAcceptable, Code: http.StatusNotAcceptable,
	}}
}

// validate refuses what cert-manager's webhook would refuse.
func validate(request *admissionv1.AdmissionRequest) *admissionv1.AdmissionResponse {
	errs, err := errorsOf(request.Kind.Kind, request.Object.Raw)
	if err != nil {
		return refuse(err.Error())
	}
	if len(errs) > 0 {
		return refuse(errs.ToAggregate().Error())
	}
	return &admissionv1.AdmissionResponse{Allowed: true}
}

type operation struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value any    `json:"value"`
}

// mutate writes into a CertificateRequest who has made it, which is all that
// cert-manager's webhook changes.
func mutate(request *admissionv1.AdmissionRequest) *admissionv1.AdmissionResponse {
	response := &admissionv1.AdmissionResponse{Allowed: true}
	if request.Kind.Kind != "CertificateRequest" {
		return response
	}
	user := request.UserInfo
	patch, err := json.Marshal([]operation{
		{"add", "/spec/username", user.Username},
		{"add", "/spec/uid", user.UID},
		{"add", "/spec/groups", user.Groups},
	})
	if err != nil {
		return refuse(err.Error())
	}
	response.Patch, response.PatchType = patch, new(admissionv1.PatchTypeJSONPatch)
	return response
}
