"""What moto lacks of AWS, one file a service. Each addition names the AWS behaviour it stands for."""
